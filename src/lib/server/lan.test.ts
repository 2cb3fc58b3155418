import { expect, test } from 'vitest';
import { hallAddresses, isThisMachine, lanAddresses, networkOf } from './lan';

const card = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) =>
	family === 'IPv4'
		? { address, netmask: '', family, mac: '', internal, cidr: null }
		: { address, netmask: '', family, mac: '', internal, cidr: null, scopeid: 2 };

const interfaces = {
	lo: [card('127.0.0.1', 'IPv4', true), card('::1', 'IPv6', true)],
	docker0: [card('172.17.0.1')],
	eth0: [card('10.0.0.7'), card('fe80::5', 'IPv6')],
	wlan0: [card('192.168.1.5'), card('2001:db8::5', 'IPv6')]
};

test('the addresses in the network, the likeliest first', () => {
	expect(lanAddresses(interfaces)).toEqual(['192.168.1.5', '10.0.0.7', '172.17.0.1']);
});

test('those that a phone in the hall may reach are of no virtual card', () => {
	expect(hallAddresses(interfaces)).toEqual(['192.168.1.5', '10.0.0.7']);
});

test.each([
	['127.0.0.1', true],
	['127.0.1.1', true],
	['::1', true],
	['::ffff:127.0.0.1', true],
	['192.168.1.5', true],
	['::ffff:192.168.1.5', true],
	['10.0.0.7', true],
	['172.17.0.1', true],
	['2001:DB8::5', true],
	['fe80::5%eth0', true],
	['192.168.1.50', false],
	['::ffff:192.168.1.23', false],
	['fe80::9%wlan0', false],
	['2001:db8::6', false]
])('%s is this machine: %s', (address, own) => {
	expect(isThisMachine(address, () => interfaces)).toBe(own);
});

test.each([
	['192.168.1.23', '192.168.1.23'],
	['::ffff:192.168.1.23', '192.168.1.23'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:0db8:1:2::9', '2001:db8:1:2'],
	['2001:db8::9', '2001:db8:0:0'],
	['fe80::9%wlan0', 'fe80:0:0:0'],
	['::1', '0:0:0:0']
])('%s guesses as one of %s', (address, network) => {
	expect(networkOf(address)).toBe(network);
});
