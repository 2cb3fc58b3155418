import { exchange } from './here';

/*
 * What the phone's and the console's program take for a browser; each actor has a storage of her own. To be loaded before them.
 */

// Nothing happens to pages but what is done to them: nobody hears of it here.
const deaf = { addEventListener: () => {}, removeEventListener: () => {} };
const storage = () => exchange().world.current.storage;

Object.assign(globalThis, {
	document: { ...deaf, visibilityState: 'visible' },
	window: deaf,
	PageTransitionEvent: class extends Event {},
	localStorage: {
		getItem: (key: string) => storage().get(key) ?? null,
		setItem: (key: string, value: string) => void storage().set(key, value)
	}
});
crypto.getRandomValues = (bytes) => {
	if (bytes instanceof Uint8Array)
		bytes.forEach((_, i) => (bytes[i] = Math.floor(exchange().world.random.next() * 256)));
	return bytes;
};
