// Builds the reader's one style sheet, one script and icon into dist, under names that hold a hash of their content.
// The player of HLS is a chunk beside them, loaded on play. The manifest is read by crates/pages/build.rs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

/**
 * What hls.js may leave out, by the names its own build uses. Sound in a stream of its own stays: the "light" build that
 * it publishes would play our videos without sound.
 */
const hls = {
  __VERSION__: JSON.stringify('1.7.4'),
  __USE_ALT_AUDIO__: true,
  __USE_SUBTITLES__: false,
  __USE_CMCD__: false,
  __USE_CONTENT_STEERING__: false,
  __USE_EME_DRM__: false,
  __USE_IFRAMES__: false,
  __USE_INTERSTITIALS__: false,
  __USE_MEDIA_CAPABILITIES__: false,
  __USE_M2TS_ADVANCED_CODECS__: false,
  __USE_VARIABLE_SUBSTITUTION__: false,
  __HLS_WORKER_BUNDLE__: 'undefined',
  __IN_WORKER__: false,
};

export default defineConfig({
  plugins: [emitIcon()],
  define: hls,
  resolve: { alias: { 'hls.js': fileURLToPath(new URL('node_modules/hls.js/src/hls.ts', import.meta.url)) } },
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
      input: ['src/styles/site.css', 'src/styles/elder.css', 'src/scripts/site.ts', 'src/scripts/aloud.ts'],
    },
  },
});
