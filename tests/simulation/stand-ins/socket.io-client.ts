import { exchange } from '../here';
import { ClientSocket } from '../sockets';

/** `/play`, `/host`. */
export function io(namespace: string, options: ConstructorParameters<typeof ClientSocket>[2]): ClientSocket {
	return new ClientSocket(exchange(), namespace, options);
}

/** Ways to open a line, which nobody goes here. */
export class WebSocket {
	readonly name = 'websocket';
}
export class XHR {
	readonly name = 'polling';
}
