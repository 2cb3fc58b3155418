import { chacha20 } from '@noble/ciphers/chacha.js';
import type { MediaView } from '$lib/protocol/common';
import type { PhoneView } from '$lib/protocol/phone';

interface Opened {
	text: string;
	options: string[];
	/** With its key, what is among the early ones. */
	media: (MediaView & { key?: string })[];
}

/**
 * Reads questions that came sealed while they were read out (PH10). The browser's own ciphers do not exist on plain http in a
 * LAN; this one does.
 */
export class Seal {
	private kept: { q: number; sealed: string; early: (Uint8Array | null)[] } | null = null;
	/** Pictures that were here before they could be seen, by the addresses that they have now. */
	private readonly seen = new Map<string, string>();

	/** `get` fetches from an address of the server. */
	constructor(private readonly get: (src: string) => Promise<Response> = (src) => fetch(src)) {}

	/** The view with its question readable, if the key has come. */
	read(view: PhoneView): PhoneView {
		const { question } = view;
		if (!question) return view;
		// Two questions of one text come sealed alike.
		const isKept = question.sealed === this.kept?.sealed && question.q === this.kept?.q;
		if (question.sealed && !isKept) this.keep(question.q, question.sealed, question.early);
		const { kept } = this;
		const readable =
			question.unseal && kept?.q === question.q
				? { ...question, ...this.opened(kept.sealed, kept.early, question.unseal) }
				: question;
		const media = readable.media.map((m) => ({ ...m, src: this.seen.get(m.src) ?? m.src }));
		return { ...view, question: { ...readable, media } };
	}

	private keep(q: number, sealed: string, from: string[]): void {
		for (const url of this.seen.values()) URL.revokeObjectURL(url);
		this.seen.clear();
		const early: (Uint8Array | null)[] = from.map(() => null);
		this.kept = { q, sealed, early };
		from.forEach((src, i) => {
			this.get(src)
				.then(async (response) => {
					if (response.ok) early[i] = new Uint8Array(await response.arrayBuffer());
				})
				.catch(() => {}); // then it is fetched when it is shown
		});
	}

	private opened(
		sealed: string,
		early: (Uint8Array | null)[],
		key: string
	): Pick<Opened, 'text' | 'options' | 'media'> {
		// The server made it, as the protocol says; it has the form of what comes unsealed.
		const { text, options, media } = JSON.parse(
			new TextDecoder().decode(decrypt(bytes(sealed), key))
		) as Opened;
		let i = 0;
		for (const { src, key } of media) {
			const picture = key && early[i++];
			if (key && picture && !this.seen.has(src))
				this.seen.set(src, URL.createObjectURL(new Blob([decrypt(picture, key)])));
		}
		return { text, options, media };
	}
}

const decrypt = (sealed: Uint8Array, key: string) => chacha20(bytes(key), new Uint8Array(12), sealed);

const bytes = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
