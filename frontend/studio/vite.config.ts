// Builds the editors' app into dist, under names that hold a hash of their content; crates/studio serves it.
// No inline script or style comes out of it: the studio's Content-Security-Policy has no place for one.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue()],
  base: '/studio/',
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'firefox115', 'safari16'],
    chunkSizeWarningLimit: 700,
  },
});
