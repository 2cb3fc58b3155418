import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** Keeps a process, with all its threads and children, on one core. */
export function pin(pid: number, core: number): void {
	for (const one of family(pid)) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(one)]);
}

/** Processor time that a process and its children have used, ms. */
export function cpuOf(pid: number): number {
	return (
		family(pid)
			.flatMap(tasks)
			.reduce((sum, task) => sum + onCpu(task), 0) / 1e6
	);
}

/** Memory that a process holds, bytes. */
export function memoryOf(pid: number): number {
	const kB = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1];
	return Number(kB ?? 0) * 1024;
}

/** ms on the clock that phones.c tells its moments by. */
export const monotonic = () => Number(process.hrtime.bigint()) / 1e6;

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length / 2;
	const [low = NaN, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
	return (low + high) / 2;
}

function family(pid: number): number[] {
	const children = tasks(pid).flatMap((task) => read(`${task}/children`).trim().split(' ').filter(Boolean));
	return [pid, ...children.flatMap((child) => family(Number(child)))];
}

function tasks(pid: number): string[] {
	try {
		return readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}`);
	} catch {
		return []; // it has ended
	}
}

const onCpu = (task: string) => Number(read(`${task}/schedstat`).split(' ')[0] ?? 0);

/** Of a process that has ended there is nothing to read. */
function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
