import type { LeanPhoneView } from '$lib/protocol/phone-lean';
import type { PhoneSocket } from './play-room';

/** A view, encoded once for all phones that are shown the same. */
export interface ViewPacket {
	/** The part of the view that differs from seat to seat; equal for equal parts. */
	you: string;
	/** As Socket.IO writes an event of this namespace, for lines that do not take frames. */
	text: string;
	/** As a WebSocket has it on the wire. */
	frame: Buffer;
}

export function viewPacket(view: LeanPhoneView, you: string): ViewPacket {
	const text = `2/play,${JSON.stringify(['view', view])}`;
	return { you, text, frame: textFrame(`4${text}`) };
}

/**
 * Shows a phone a view. While its line still has the last one to carry, nothing is laid on top of that: what it is to be shown
 * by then is asked for when the line is free (`newest`). So a phone that reads slowly costs one view, and one that reads
 * nothing is cut off for not answering a ping. Returns whether it was sent.
 */
export function sendView({ conn, data }: PhoneSocket, packet: ViewPacket, newest: () => void): boolean {
	const { transport } = conn;
	if (transport.name === 'websocket' && !transport.writable) {
		if (!data.waits)
			transport.once('ready', () => {
				data.waits = false;
				newest();
			});
		data.waits = true;
		return false;
	}
	// Engine.IO takes the frame as Socket.IO's own adapter hands it over.
	const options = { compress: false, wsPreEncodedFrame: [packet.frame] };
	conn.write(packet.text, options);
	return true;
}

/** RFC 6455, 5.2: one unmasked frame of text. */
function textFrame(text: string): Buffer {
	const length = Buffer.byteLength(text);
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(head + length);
	frame[0] = 0x81;
	frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
	if (head === 4) frame.writeUInt16BE(length, 2);
	if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
	frame.write(text, head);
	return frame;
}
