import { invalidateAll } from '$app/navigation';
import type { Chosen } from '$lib/bank/filter';
import { m } from '$lib/paraglide/messages';
import { send, type Command, type Outcome } from './commands';

/** What is done to the questions of a bank from its table, and what came of it. */
export class Work {
	busy = $state(false);
	said = $state.raw<{ kind: 'success' | 'error'; text: string; deletion?: string | undefined }>();
	/** What was deleted here, the latest last. */
	deletions = $state.raw<string[]>([]);
	readonly #address: () => string;

	/** `address`: where commands go. */
	constructor(address: () => string) {
		this.#address = address;
	}

	/** Does it and says so by `tell`, '' when there is nothing to say; false when it was refused. */
	async run(command: Command, tell: (done: Extract<Outcome, { ok: true }>) => string): Promise<boolean> {
		this.busy = true;
		const done = await send(this.#address(), command);
		if (done.ok) {
			const text = tell(done);
			this.said = text === '' ? undefined : { kind: 'success', text, deletion: done.deletion };
			await invalidateAll();
		} else this.said = { kind: 'error', text: done.error };
		this.busy = false;
		return done.ok;
	}

	remove(chosen: Chosen): Promise<boolean> {
		return this.run({ do: 'delete', chosen }, ({ n, deletion }) => {
			if (deletion) this.deletions = [...this.deletions, deletion];
			return m.bank_done_deleted({ n: n ?? 0 });
		});
	}

	/** Says that `n` questions were deleted, and offers the way back. */
	tellDeleted(deletion: string, n: number): void {
		this.deletions = [...this.deletions, deletion];
		this.said = { kind: 'success', text: m.bank_done_deleted({ n }), deletion };
	}

	/** Says that the question of this number was saved; null for one that is not in sight. */
	tellSaved(number: number | null): void {
		const text = number === null ? m.bank_done_saved() : m.bank_done_saved_number({ n: number });
		this.said = { kind: 'success', text };
	}

	restore(chosen: Chosen): Promise<boolean> {
		return this.run({ do: 'restore', chosen }, ({ n }) => m.bank_done_restored({ n: n ?? 0 }));
	}

	/** Brings back what was deleted at once. */
	async undo(deletion: string | undefined): Promise<void> {
		if (!deletion) return;
		this.deletions = this.deletions.filter((d) => d !== deletion);
		await this.restore({ deletion });
	}
}
