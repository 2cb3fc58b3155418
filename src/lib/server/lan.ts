import type { NetworkInterfaceInfo } from 'node:os';

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Bridges and tunnels of virtual machines, containers and VPNs: phones in the hall can't reach those. */
const virtual =
	/^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|tun|tap|utun|wg|tailscale|zt|podman|cni|lxc|lxd)/i;

/** This machine's IPv4 addresses in its networks, the likeliest one for phones first. */
export function lanAddresses(interfaces: Interfaces): string[] {
	return cards(interfaces).map((card) => card.address);
}

/** Those of them that phones in the hall may reach: of cards, not of virtual machines. */
export function hallAddresses(interfaces: Interfaces): string[] {
	return cards(interfaces)
		.filter((card) => !virtual.test(card.name))
		.map((card) => card.address);
}

/** Whether a connection from this address comes from the machine that we run on. */
export function isThisMachine(address: string, interfaces: () => Interfaces): boolean {
	const from = plainAddress(address);
	if (from === '::1' || from.startsWith('127.')) return true;
	return Object.values(interfaces()).some((list) =>
		list?.some((info) => plainAddress(info.address) === from)
	);
}

/** Without the zone of a link-local address; IPv4 as it is written, also where it came in over IPv6. */
export function plainAddress(address: string): string {
	return address
		.toLowerCase()
		.replace(/%.*$/, '')
		.replace(/^::ffff:(?=\d+\.)/, '');
}

/** One who guesses, by address: of IPv6 the whole network (/64), since a household may choose among its addresses. */
export function networkOf(address: string): string {
	const plain = plainAddress(address);
	if (!plain.includes(':')) return plain;
	const [front = [], back] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')));
	const first = [...front];
	if (back) while (first.length + back.length < 8) first.push('0');
	const groups = [...first, ...(back ?? [])].slice(0, 4);
	return groups.map((group) => parseInt(group, 16).toString(16)).join(':');
}

function cards(interfaces: Interfaces): { name: string; address: string }[] {
	return Object.entries(interfaces)
		.flatMap(([name, list]) => (list ?? []).map((info) => ({ name, ...info })))
		.filter((info) => info.family === 'IPv4' && !info.internal && !info.address.startsWith('169.254.'))
		.sort((a, b) => rank(a) - rank(b));
}

function rank({ name, address }: { name: string; address: string }): number {
	if (virtual.test(name)) return 4;
	if (address.startsWith('192.168.')) return 0;
	if (address.startsWith('10.')) return 1;
	return /^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 2 : 3;
}
