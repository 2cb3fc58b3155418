import process from 'node:process';

/* Loaded into a measured server before its own code (node --import), so that memory is told without what is to be collected. */
process.on('SIGUSR2', () => globalThis.gc?.());
