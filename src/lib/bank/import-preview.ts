import type { Column } from './columns';
import type { Draft, FileDoubt, FileKind } from './draft';
import type { Standing } from './repeated';

/** A file as it was understood and compared with the bank, as the import's screen gets it. Nothing of it is saved. */
export interface ImportPreview {
	kind: FileKind;
	title: string;
	language: string;
	note: string;
	drafts: Draft[];
	doubts: FileDoubt[];
	/** None where the file is no table. */
	columns: Column[];
	/** Which question of the bank a draft is, by the draft's index. */
	standing: [number, Standing][];
}
