import { chacha20 } from '@noble/ciphers/chacha.js';
import type { PhoneView } from '$lib/protocol/phone';

/**
 * Reads questions that came sealed while they were read out (PH10). The browser's own ciphers do not exist on plain http in a
 * LAN; this one does.
 */
export class Seal {
	private kept: { q: number; sealed: string } | null = null;

	/** The view with its question readable, if the key has come. */
	read(view: PhoneView): PhoneView {
		const { question } = view;
		if (question?.sealed) this.kept = { q: question.q, sealed: question.sealed };
		if (!question?.unseal || this.kept?.q !== question.q) return view;
		return { ...view, question: { ...question, ...opened(this.kept.sealed, question.unseal) } };
	}
}

function opened(sealed: string, key: string): { text: string; options: string[] } {
	const plain = chacha20(bytes(key), new Uint8Array(12), bytes(sealed));
	// The server made it, as the protocol says; it has the form of what comes unsealed.
	return JSON.parse(new TextDecoder().decode(plain)) as { text: string; options: string[] };
}

const bytes = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
