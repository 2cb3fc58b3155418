import katex from 'katex';
import 'katex/dist/katex.min.css';

/** The faces that nearly every formula needs; they load with the program, so that a formula does not change when it is shown. */
for (const face of ['1em KaTeX_Main', 'italic 1em KaTeX_Math', '1em KaTeX_Size1', '1em KaTeX_Size2'])
	void document.fonts.load(face).catch(() => {});

/** Sets a formula in TeX into an element; throws at what is no TeX. Nothing in it can load or link to anything. */
export function set(tex: string, into: HTMLElement): void {
	katex.render(tex, into, { strict: 'ignore', maxSize: 20, maxExpand: 200 });
}
