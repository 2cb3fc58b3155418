import { runThread } from './thread-dev.js';

// The thread that draws papers.
await runThread('papers/printer-thread.ts');
