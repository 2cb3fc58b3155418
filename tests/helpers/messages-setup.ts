import { compile } from '@inlang/paraglide-js';
import { translations } from '../../src/launch/translations.js';

/** Compiles the message files once, before any project of tests imports them. */
export async function setup(): Promise<void> {
	await compile(translations);
}
