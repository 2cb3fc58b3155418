import { WebSocket as OpenedHere, XHR } from 'socket.io-client';

declare global {
	interface Window {
		/** A socket that the page has begun to open, and what has come over it meanwhile (routes/(phone)/play/+page.svelte). */
		earlyLine?: WebSocket & { heard: MessageEvent[] };
	}
}

/** Takes the socket that the page has begun to open before the program was here; there is one, for the first connection. */
class OpenedByPage extends OpenedHere {
	override createSocket(...how: Parameters<OpenedHere['createSocket']>): WebSocket {
		const { earlyLine } = window;
		delete window.earlyLine;
		if (!earlyLine || earlyLine.readyState > WebSocket.OPEN) return super.createSocket(...how);
		if (earlyLine.readyState === WebSocket.OPEN)
			// Told when whoever asked for it listens.
			queueMicrotask(() => {
				earlyLine.onopen?.(new Event('open'));
				for (const message of earlyLine.heard.splice(0)) earlyLine.onmessage?.(message);
			});
		return earlyLine;
	}
}

/** How a line is opened: by WebSocket, and by long polling where a network blocks that. */
export const transports = [OpenedByPage, XHR];
