import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Inspector } from './inspector';

/** Keeps people until it hears `objects`, and makes functions at `code`. */
const program = `
	let people = Array.from({ length: 50_000 }, (_, i) => ({ i, text: 'Người ' + i }));
	const functions = [];
	const body = (i) => Array.from({ length: 200 }, (_, k) => 'x = x * ' + k + ' + ' + i + ';').join('') + 'return x;';
	process.stdin.on('data', (wish) => {
		if (String(wish) === 'objects') people = [];
		else for (let i = 0; i < 300; i++) functions.push(new Function('x', body(i))), functions[i](1);
		console.log('done');
	});`;

test('what a process keeps is told from what V8 makes of its text, garbage left out', async () => {
	const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', program]);
	const wish = async (what: string) => {
		child.stdin.write(what);
		await once(child.stdout, 'data');
	};
	try {
		const [output] = await once(child.stderr, 'data');
		const inspector = await Inspector.of(String(output));
		const full = await inspector.held();
		await wish('objects');
		const empty = await inspector.held();
		await wish('code');
		const coded = await inspector.held();
		inspector.close();
		expect(full.objects - empty.objects).toBeGreaterThan(2_000_000);
		expect(Math.abs(full.compiled - empty.compiled)).toBeLessThan(200_000);
		expect(coded.compiled - empty.compiled).toBeGreaterThan(300_000);
		expect(full.rss).toBeGreaterThan(20_000_000);
		expect(full.resources).toMatchObject({ PipeWrap: expect.any(Number) });
	} finally {
		child.kill();
	}
}, 120_000);
