import type { NetworkInterfaceInfo } from 'node:os';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Bridges and tunnels of virtual machines, containers and VPNs: phones in the hall can't reach those. */
const virtual =
	/^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|tun|tap|utun|wg|tailscale|zt|podman|cni|lxc|lxd)/i;

/** This machine's IPv4 addresses in its networks, the likeliest one for phones first. */
export function lanAddresses(interfaces: Interfaces): string[] {
	return Object.entries(interfaces)
		.flatMap(([name, list]) => (list ?? []).map((info) => ({ name, ...info })))
		.filter((info) => info.family === 'IPv4' && !info.internal && !info.address.startsWith('169.254.'))
		.sort((a, b) => rank(a) - rank(b))
		.map((info) => info.address);
}

function rank({ name, address }: { name: string; address: string }): number {
	if (virtual.test(name)) return 4;
	if (address.startsWith('192.168.')) return 0;
	if (address.startsWith('10.')) return 1;
	return /^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 2 : 3;
}
