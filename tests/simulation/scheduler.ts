import { Random } from '$lib/simulation/random';

/** Whoever has a life of her own in the world: a process, a phone, a console, the database. What is dead is never called again. */
export class Actor {
	alive = true;
	/** Nothing of it goes on until then, ms of the world: it has been stopped, or the machine is busy elsewhere. */
	frozenUntil = 0;
	/** Its clock on the wall stands so far from the true time, ms. */
	wallOffset = 0;
	/** What its browser keeps. */
	readonly storage = new Map<string, string>();

	constructor(readonly name: string) {}
}

interface Task {
	at: number;
	/** In which order tasks of one moment are done. */
	turn: number;
	actor: Actor;
	run: () => void;
	cancelled: boolean;
}

const realImmediate = setImmediate;
/** All promises that can go on have gone on. */
const settled = () => new Promise<void>((resolve) => realImmediate(resolve));

/**
 * Time, chance and who is doing something, in a world of one thread. Everything that takes time is a task at a moment; between two
 * tasks all promises go on as far as they can. So the seed alone decides in which order things happen, and at every `await` that waits
 * for the world something else may come first: a cut line, a crash.
 */
export class World {
	/** ms since the beginning. */
	now = 0;
	/** Who is doing something: her timers are hers. */
	current: Actor = new Actor('nobody');
	/** How many tasks have been done. */
	steps = 0;
	/** Called after each task. */
	onStep: () => void = () => {};
	readonly random: Random;
	/** The next one last. */
	private readonly tasks: Task[] = [];
	private turns = 0;

	constructor(readonly seed: string) {
		this.random = new Random(seed);
	}

	/** Does a thing in the name of somebody after `ms`; returns how to call it off. */
	after(ms: number, actor: Actor, run: () => void): () => void {
		const task = { at: this.now + Math.max(0, ms), turn: this.turns++, actor, run, cancelled: false };
		this.push(task);
		return () => (task.cancelled = true);
	}

	/** A wait in the name of whoever asks. */
	wait(ms: number): Promise<void> {
		return new Promise((resolve) => this.after(ms, this.current, resolve));
	}

	/** Lets the world go on until something holds; false when it has not come about by `until`, ms since the beginning. */
	async runUntil(is: () => boolean, until: number): Promise<boolean> {
		while (!is()) {
			const task = this.tasks.at(-1);
			if (!task || task.at > until) {
				if (task) this.now = Math.max(this.now, until);
				return false;
			}
			this.tasks.pop();
			this.now = Math.max(this.now, task.at);
			if (task.cancelled || !task.actor.alive) continue;
			if (task.actor.frozenUntil > this.now) {
				task.at = task.actor.frozenUntil;
				this.push(task);
				continue;
			}
			this.current = task.actor;
			this.steps++;
			task.run();
			await settled();
			this.onStep();
		}
		return true;
	}

	private push(task: Task): void {
		const { tasks } = this;
		let [from, to] = [0, tasks.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			const there = tasks[middle];
			if (there && isBefore(task, there)) from = middle + 1;
			else to = middle;
		}
		tasks.splice(from, 0, task);
	}
}

function isBefore(a: Task, b: Task): boolean {
	return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}
