import { backupCommands } from './backup';
import { bankCommands } from './bank';
import type { Command } from './command';
import { carryCommands } from './carry';
import { contestCommands } from './contest';
import { demoCommands } from './demo';
import { simulateCommands } from './simulate';
import { userCommands } from './user';

/** Everything that `npm run cli -- …` can do, in the order of the help text. */
export const commands: Command[] = [
	...userCommands,
	...bankCommands,
	...contestCommands,
	...carryCommands,
	...backupCommands,
	...simulateCommands,
	...demoCommands
];
