import { runThread } from './thread-dev.js';

// The thread that reads files.
await runThread('files/reader-thread.ts');
