import { expect, test } from 'vitest';
import { addressForOthers, otherAddresses } from './address';

const card = (address: string) => ({
	address,
	netmask: '255.255.255.0',
	family: 'IPv4' as const,
	mac: '00:00:00:00:00:00',
	internal: false,
	cidr: null
});
const lan = { eth0: [card('192.168.1.5')] };
const anywhere = { publicUrl: undefined, host: '0.0.0.0' };

test.each([
	[
		'PUBLIC_URL',
		'http://localhost:3000/admin',
		{ ...anywhere, publicUrl: 'https://thi.vn' },
		lan,
		'https://thi.vn',
		false
	],
	[
		'opened by an address of the network',
		'http://10.0.0.7:3000/x',
		anywhere,
		lan,
		'http://10.0.0.7:3000',
		false
	],
	['opened on the server itself', 'http://localhost:3000/x', anywhere, lan, 'http://192.168.1.5:3000', false],
	['on the usual port', 'http://127.0.0.1/x', anywhere, lan, 'http://192.168.1.5', false],
	['in no network', 'http://localhost:3000/x', anywhere, {}, 'http://localhost:3000', true],
	[
		'serving itself only',
		'http://localhost:3000/x',
		{ ...anywhere, host: '127.0.0.1' },
		lan,
		'http://localhost:3000',
		true
	]
])('the address for others: %s', (_what, here, config, interfaces, origin, local) => {
	expect(addressForOthers(new URL(here), config, interfaces)).toEqual({ origin, local });
});

const two = { docker0: [card('172.17.0.1')], eth0: [card('10.0.0.7')], wlan0: [card('192.168.1.5')] };

test.each([
	['opened on the server itself', 'http://localhost:3000/x', anywhere, ['http://10.0.0.7:3000']],
	['opened by another card', 'http://10.0.0.7:3000/x', anywhere, ['http://192.168.1.5:3000']],
	['PUBLIC_URL', 'http://localhost:3000/x', { ...anywhere, publicUrl: 'https://thi.vn' }, []],
	['serving itself only', 'http://localhost:3000/x', { ...anywhere, host: '127.0.0.1' }, []]
])('the addresses of other cards: %s', (_what, here, config, others) => {
	expect(otherAddresses(new URL(here), config, two)).toEqual(others);
});
