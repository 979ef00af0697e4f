import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/postgres.ts'],
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // Against hanging only: a slow or busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
  },
});
