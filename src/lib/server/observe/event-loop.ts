import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How finely it is measured, ms: a timer that should come so often. */
const resolution = 10;
/** A window, ms, and how many are remembered: a minute. */
const every = 5000;
const kept = 12;

/** How late the program gets round to what is due: by the minute, for people who look. prom-client has a measure of its own. */
export class EventLoop {
	private readonly delay = monitorEventLoopDelay({ resolution });
	private readonly windows: { p99: number; most: number }[] = [];
	private timer: NodeJS.Timeout | undefined;

	start(): void {
		this.delay.enable();
		this.timer = setInterval(() => this.turn(), every).unref();
	}

	stop(): void {
		clearInterval(this.timer);
		this.delay.disable();
	}

	/** The worst of the last minute, ms: what one of a hundred ticks of a window exceeds, and the latest tick. */
	lastMinute(): { p99: number; most: number } {
		const all = [...this.windows, this.window()];
		return { p99: Math.max(...all.map(({ p99 }) => p99)), most: Math.max(...all.map(({ most }) => most)) };
	}

	private turn(): void {
		this.windows.push(this.window());
		if (this.windows.length > kept) this.windows.shift();
		this.delay.reset();
	}

	/** A tick that is on time takes the resolution itself, which is no delay. */
	private window(): { p99: number; most: number } {
		if (this.delay.count === 0) return { p99: 0, most: 0 };
		const late = (ns: number) => Math.max(0, ns / 1e6 - resolution);
		return { p99: late(this.delay.percentile(99)), most: late(this.delay.max) };
	}
}
