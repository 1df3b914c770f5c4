import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * End-to-end tests drive the real application in the real Electron (build/launch.mjs says where it is); no browser of
 * Playwright's own is needed. One worker: windows on one display take the focus from each other.
 */
export default defineConfig({
  testDir: path('../tests/e2e'),
  outputDir: path('../test-results'),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
