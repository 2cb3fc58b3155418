/*
 * As much of PostgreSQL as the live path rests on, in memory: transactions that see what is committed and their own, advisory and row
 * locks with a fair queue, unique keys, notices at the commit. tests/db/twin.test.ts holds it against the real one.
 */

export type Row = Record<string, unknown>;
export type Notify = (channel: string, payload: string) => void;

/** One row in its life: as everybody sees it, and as the transaction that is changing it does. */
interface Cell {
	key: string;
	committed: Row | null;
	pending: { by: Transaction; row: Row | null } | null;
}

class Lock {
	private holders = new Map<Transaction, 'share' | 'alone'>();
	private queue: { by: Transaction; mode: 'share' | 'alone'; grant: () => void }[] = [];

	/** Resolves when it is had; whoever comes later waits behind whoever waits. */
	take(by: Transaction, mode: 'share' | 'alone'): Promise<void> | null {
		const held = this.holders.get(by);
		if (held === 'alone' || held === mode) return null;
		const others = [...this.holders].filter(([holder]) => holder !== by);
		const free = others.length === 0 || (mode === 'share' && others.every(([, m]) => m === 'share'));
		if (free && (held || this.queue.length === 0)) {
			this.holders.set(by, mode);
			return null;
		}
		return new Promise((grant) => this.queue.push({ by, mode, grant }));
	}

	release(by: Transaction): void {
		this.holders.delete(by);
		this.queue = this.queue.filter((waiting) => waiting.by !== by);
		for (let next = this.queue[0]; next; next = this.queue[0]) {
			const all = [...this.holders];
			const free = all.length === 0 || (next.mode === 'share' && all.every(([, m]) => m === 'share'));
			if (!free) return;
			this.queue.shift();
			this.holders.set(next.by, next.mode);
			next.grant();
		}
	}
}

/** The columns that make a row of a table the only one of its kind. */
const keys: Record<string, string[]> = {
	contest: ['id'],
	contest_event: ['contest_id', 'seq'],
	contestant: ['contest_id', 'sbd'],
	answer: ['contest_id', 'question', 'sbd'],
	along_answer: ['contest_id', 'question', 'player'],
	presence: ['process_id', 'contest_id'],
	appeal: ['contest_id', 'no'],
	onlooker: ['contest_id', 'no']
};

export class Broken extends Error {}

export class Transaction {
	readonly cells = new Set<Cell>();
	readonly locks = new Set<Lock>();
	readonly notices: [channel: string, payload: string][] = [];
	over = false;
}

export class MemoryPostgres {
	private readonly tables = new Map<string, Map<string, Cell>>();
	private readonly locks = new Map<string, Lock>();
	private readonly running = new Set<Transaction>();

	constructor(private readonly notify: Notify) {}

	begin(): Transaction {
		const tx = new Transaction();
		this.running.add(tx);
		return tx;
	}

	commit(tx: Transaction): void {
		this.mustRun(tx);
		for (const cell of tx.cells) {
			if (cell.pending?.by !== tx) continue;
			cell.committed = cell.pending.row;
			cell.pending = null;
		}
		this.end(tx);
		for (const notice of tx.notices) this.notify(...notice);
	}

	rollback(tx: Transaction): void {
		if (tx.over) return;
		for (const cell of tx.cells) if (cell.pending?.by === tx) cell.pending = null;
		this.end(tx);
	}

	/** The server stops at once: nothing that was not committed is left. */
	stop(): void {
		for (const tx of [...this.running]) this.rollback(tx);
	}

	async lock(tx: Transaction, name: string, mode: 'share' | 'alone'): Promise<void> {
		this.mustRun(tx);
		let lock = this.locks.get(name);
		if (!lock) this.locks.set(name, (lock = new Lock()));
		tx.locks.add(lock);
		await lock.take(tx, mode);
		this.mustRun(tx);
	}

	/** Rows as this transaction sees them. */
	rows(tx: Transaction, table: string): Row[] {
		this.mustRun(tx);
		return [...this.table(table).values()].map((cell) => seen(cell, tx)).filter((row) => row !== null);
	}

	/** Locks the rows that match, and gives those that still do when it has them. */
	async locked(
		tx: Transaction,
		table: string,
		matches: (row: Row) => boolean,
		mode: 'share' | 'alone'
	): Promise<Row[]> {
		const found: Row[] = [];
		for (const cell of this.table(table).values()) {
			const row = seen(cell, tx);
			if (!row || !matches(row)) continue;
			await this.lock(tx, `${table} ${cell.key}`, mode);
			const now = seen(cell, tx);
			if (now && matches(now)) found.push(now);
		}
		return found;
	}

	/** Writes a row under its key; `merge` says what comes of one that is there, null: nothing. Throws when there is one and no `merge`. */
	async insert(
		tx: Transaction,
		table: string,
		row: Row,
		merge?: (there: Row) => Row | null
	): Promise<Row | null> {
		const key = (keys[table] ?? []).map((column) => String(row[column])).join(':');
		if (!keys[table]) throw new Error(`no keys of ${table} are known`);
		await this.lock(tx, `${table} ${key}`, 'alone');
		this.mustRun(tx);
		const cells = this.table(table);
		const cell = cells.get(key) ?? { key, committed: null, pending: null };
		cells.set(key, cell);
		const there = seen(cell, tx);
		if (there && !merge)
			throw new Error(`duplicate key value violates unique constraint of ${table}: ${key}`);
		const next = there ? (merge?.(there) ?? null) : row;
		if (next) this.write(tx, cell, next);
		return next;
	}

	async update(
		tx: Transaction,
		table: string,
		matches: (row: Row) => boolean,
		change: (row: Row) => Row | null
	): Promise<number> {
		const found = await this.locked(tx, table, matches, 'alone');
		for (const row of found) {
			const key = (keys[table] ?? []).map((column) => String(row[column])).join(':');
			const cell = this.table(table).get(key);
			if (cell) this.write(tx, cell, change(row));
		}
		return found.length;
	}

	private write(tx: Transaction, cell: Cell, row: Row | null): void {
		cell.pending = { by: tx, row };
		tx.cells.add(cell);
	}

	private mustRun(tx: Transaction): void {
		if (tx.over) throw new Broken('the transaction is over');
	}

	private end(tx: Transaction): void {
		tx.over = true;
		this.running.delete(tx);
		for (const lock of tx.locks) lock.release(tx);
	}

	private table(name: string): Map<string, Cell> {
		let cells = this.tables.get(name);
		if (!cells) this.tables.set(name, (cells = new Map()));
		return cells;
	}
}

function seen(cell: Cell, tx: Transaction): Row | null {
	return cell.pending?.by === tx ? cell.pending.row : cell.committed;
}
