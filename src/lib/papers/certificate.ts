/** How the certificates of a contest look, and who signs them. */
export interface CertificateForm {
	/** What is drawn behind the words: a bronze drum, a golden bell, or the organizer's own picture. */
	ground: 'drum' | 'bell' | 'own';
	/** Giấy chứng nhận (says that something was done), or giấy khen (praises somebody for it). */
	kind: 'certificate' | 'praise';
	/** The decision by which they are given; empty: none is named. */
	decision: string;
	/** In whose name, and in what office: a line each. */
	office: string;
	signName: string;
	/** On a picture of one's own: where the words begin, mm from the top, and whether they are dark or light. */
	top: number;
	ink: 'dark' | 'light';
}

export const emptyCertificate: CertificateForm = {
	ground: 'drum',
	kind: 'certificate',
	decision: '',
	office: '',
	signName: '',
	top: 24,
	ink: 'dark'
};

/** Who gets one: whoever has an award or rang the bell, everybody who was on the floor, or nobody yet, to see how it looks. */
export const certificateFor = ['winners', 'all', 'sample'] as const;
export type CertificateFor = (typeof certificateFor)[number];

/** What every certificate of a contest says. */
export interface CertificateWords {
	language: string;
	/** Title of the file. */
	name: string;
	issuer: string[];
	/** `GIẤY CHỨNG NHẬN` */
	kind: string;
	/** `Chứng nhận`, `Tặng`: before the name. */
	verb: string;
	/** The contest, in a sentence. */
	about: string;
	day: string;
	office: string[];
	signName: string;
	decision: string;
}

/** What one of them says. */
export interface CertificateLine {
	name: string;
	/** Number and unit. */
	from: string;
	/** `Đã đạt Giải Nhất` */
	deed: string;
}
