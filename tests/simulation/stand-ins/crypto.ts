import { createHash } from 'node:crypto';
import { exchange } from '../here';

export * from 'node:crypto';

/* Chance by the world's seed. */

export function randomBytes(n: number): Buffer {
	const { random } = exchange().world;
	return Buffer.from(Array.from({ length: n }, () => Math.floor(random.next() * 256)));
}

export function randomInt(from: number, to: number): number {
	return Math.floor(exchange().world.random.between(from, to));
}

export function randomUUID(): string {
	const hex = createHash('sha256').update(randomBytes(16)).digest('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
