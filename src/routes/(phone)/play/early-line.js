window.earlyLine = Object.assign(
	new WebSocket(location.origin.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket'),
	{
		heard: [],
		/** @param {MessageEvent} message */
		onmessage: (message) => window.earlyLine?.heard.push(message)
	}
);
