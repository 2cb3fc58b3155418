/* Stands in for engine.io-parser: Engine.IO's packets (https://socket.io/docs/v4/engine-io-protocol/) where all are text. */

export const protocol = 4;

/** @typedef {{ type: string, data?: string }} Packet */

/** A packet begins with the digit of its type. */
const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const separator = '\x1e';

/** @param {Packet} packet */
const textOf = ({ type, data = '' }) => `${types.indexOf(type)}${data}`;

/**
 * @param {Packet} packet
 * @param {boolean} _binary
 * @param {(text: string) => void} done
 */
export const encodePacket = (packet, _binary, done) => done(textOf(packet));

/**
 * @param {Packet[]} packets
 * @param {(text: string) => void} done
 */
export const encodePayload = (packets, done) => done(packets.map(textOf).join(separator));

/**
 * @param {string} text
 * @returns {Packet}
 */
export function decodePacket(text) {
	const type = /^\d/.test(text) && types[Number(text.charAt(0))];
	return type ? { type, data: text.slice(1) || undefined } : { type: 'error', data: 'parser error' };
}

/** @param {string} text */
export const decodePayload = (text) => text.split(separator).map(decodePacket);
