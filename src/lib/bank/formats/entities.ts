/** The characters of HTML's named references that texts of questions have, in the order of their codes. */
const latin =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
	'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
	'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
	'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
	'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
	'thorn yuml';
const greek =
	'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi ' +
	'Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho ' +
	'sigmaf sigma tau upsilon phi chi psi omega';
const others: Record<string, string> = {
	...{
		lt: '<',
		gt: '>',
		amp: '&',
		quot: '"',
		apos: "'",
		hellip: '…',
		bull: '•',
		permil: '‰',
		euro: '€',
		trade: '™'
	},
	...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„' },
	...{
		lsaquo: '‹',
		rsaquo: '›',
		dagger: '†',
		Dagger: '‡',
		prime: '′',
		Prime: '″',
		ensp: ' ',
		emsp: ' ',
		thinsp: ' '
	},
	...{
		larr: '←',
		uarr: '↑',
		rarr: '→',
		darr: '↓',
		harr: '↔',
		rArr: '⇒',
		lArr: '⇐',
		hArr: '⇔',
		zwnj: '',
		zwj: ''
	},
	...{
		forall: '∀',
		part: '∂',
		exist: '∃',
		empty: '∅',
		isin: '∈',
		notin: '∉',
		sum: '∑',
		prod: '∏',
		minus: '−'
	},
	...{
		radic: '√',
		infin: '∞',
		ang: '∠',
		cap: '∩',
		cup: '∪',
		int: '∫',
		there4: '∴',
		sim: '∼',
		cong: '≅',
		asymp: '≈'
	},
	...{
		ne: '≠',
		equiv: '≡',
		le: '≤',
		ge: '≥',
		sub: '⊂',
		sup: '⊃',
		sube: '⊆',
		supe: '⊇',
		perp: '⊥',
		sdot: '⋅'
	},
	...{
		Scaron: 'Š',
		scaron: 'š',
		OElig: 'Œ',
		oelig: 'œ',
		Yuml: 'Ÿ',
		fnof: 'ƒ',
		circ: 'ˆ',
		tilde: '˜',
		lrm: '',
		rlm: ''
	}
};
const named = new Map(Object.entries(others));
for (const [first, names] of [
	[160, latin],
	[0x391, greek]
] as const)
	names.split(' ').forEach((name, i) => named.set(name, String.fromCharCode(first + i)));
// Editors of web pages write it for any second space.
named.set('nbsp', ' ').set('shy', '');

/** `&agrave;` and `&#224;` as à; what refers to nothing stays. */
export function decodeEntities(text: string): string {
	return text.replace(
		/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
		(all, hex?: string, decimal?: string, name?: string) => {
			if (name !== undefined) return named.get(name) ?? all;
			const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
		}
	);
}
