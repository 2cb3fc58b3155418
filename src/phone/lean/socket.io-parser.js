import { Emitter } from '@socket.io/component-emitter';

/* Stands in for socket.io-parser: Socket.IO's packets (https://socket.io/docs/v4/socket-io-protocol/) where all are text. */

export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 };

/** @typedef {{ type: number, nsp: string, id?: number, data?: unknown }} Packet */

export class Encoder {
	/** @param {Packet} packet */
	encode({ type, nsp, id = undefined, data }) {
		return [`${type}${nsp},${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
	}
}

/** Type, namespace and a comma, number of the acknowledgement, data. */
const form = /^([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s;

/** @extends {Emitter<{}, {}, { decoded: (packet: Packet) => void }>} */
export class Decoder extends Emitter {
	/** @param {string} text */
	add(text) {
		const [, type, nsp = '/', id, data] = form.exec(text) ?? [];
		if (!type) throw new Error(`not a packet: ${text}`);
		this.emitReserved('decoded', {
			type: Number(type),
			nsp,
			...(id && { id: Number(id) }),
			...(data && { data: JSON.parse(data) })
		});
	}

	destroy() {}
}
