// Builds the reader's one style sheet, one script and icon into dist, under names that hold a hash of their content.
// The manifest is read by crates/pages/build.rs.
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const icon = 'src/icons/favicon.svg';

/** Puts a file that no style or script names into the bundle and its manifest. */
function emitIcon(): Plugin {
  return {
    name: 'emit-icon',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'favicon.svg', originalFileName: icon, source: readFileSync(icon) });
    },
  };
}

export default defineConfig({
  plugins: [emitIcon()],
  base: '/assets/',
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: false,
    target: ['chrome111', 'firefox115', 'safari16'],
    rolldownOptions: {
      input: ['src/styles/site.css', 'src/scripts/site.ts'],
    },
  },
});
