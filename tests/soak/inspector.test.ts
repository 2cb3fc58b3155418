import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Inspector } from './inspector';

test('a process tells what it holds when its garbage is collected', async () => {
	const program = `
		let kept = Array.from({ length: 50_000 }, (_, i) => ({ i, text: 'Người ' + i }));
		process.stdin.on('data', () => { kept = []; console.log('let go'); });`;
	const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', program]);
	try {
		const [output] = await once(child.stderr, 'data');
		const inspector = await Inspector.of(String(output));
		const full = await inspector.held();
		child.stdin.write('go\n');
		await once(child.stdout, 'data');
		const empty = await inspector.held();
		inspector.close();
		expect(full.objects - empty.objects).toBeGreaterThan(2_000_000);
		expect(Math.abs(full.compiled - empty.compiled)).toBeLessThan(200_000);
		expect(full.rss).toBeGreaterThan(20_000_000);
		expect(full.resources).toMatchObject({ PipeWrap: expect.any(Number) });
	} finally {
		child.kill();
	}
}, 60_000);
