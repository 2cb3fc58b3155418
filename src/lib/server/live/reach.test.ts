import { describe, expect, it } from 'vitest';
import { Reach, remoteAddress } from './reach';

const card = (address: string) => ({
	address,
	netmask: '',
	family: 'IPv4' as const,
	mac: '',
	internal: false,
	cidr: null
});

describe('who has reached a contest', () => {
	let now = 10_000;
	const reach = new Reach(
		() => ({ wlan0: [card('192.168.1.5')] }),
		() => now
	);

	it('is nobody as long as only this machine has come', () => {
		for (const own of ['127.0.0.1', '::1', '::ffff:192.168.1.5', '']) reach.note(1, own);
		expect(reach.of(1)).toBeNull();
	});

	it('is the last one from another machine, of each contest by itself', () => {
		reach.note(1, '::ffff:192.168.1.23');
		expect(reach.of(1)).toEqual({ at: 10_000, address: '192.168.1.23' });
		expect(reach.of(2)).toBeNull();
		now += 5000;
		reach.note(1, '192.168.1.5');
		reach.note(1, '192.168.1.24');
		expect(reach.of(1)).toEqual({ at: 15_000, address: '192.168.1.24' });
	});

	it('is forgotten with the contest', () => {
		reach.forget(1);
		expect(reach.of(1)).toBeNull();
	});
});

it.each([
	['no proxy', false, '10.0.0.9', '127.0.0.1'],
	['a proxy of one’s own', true, '203.0.113.4, 10.0.0.9', '10.0.0.9'],
	['a proxy that says nothing', true, undefined, '127.0.0.1']
])('where a socket comes from: %s', (_what, trustProxy, forwarded, address) => {
	const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
	expect(remoteAddress({ address: '127.0.0.1', headers }, { trustProxy })).toBe(address);
});
