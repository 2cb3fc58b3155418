import { dateText } from '$lib/bank/clean';
import type { Doubt, FileDoubt, FileKind } from '$lib/bank/draft';
import { readAuthorsNumber, splitNumberKey } from '$lib/bank/number-key';
import {
	keyText,
	letter,
	maxMedia,
	maxTags,
	type Level,
	type MediaKind,
	type Question,
	type QuestionType
} from '$lib/bank/question';
import { m } from '$lib/paraglide/messages';

/** The names of things in a bank, in the language of the screen. */

export function typeName(type: QuestionType): string {
	return {
		single: m.bank_type_single,
		multiple: m.bank_type_multiple,
		true_false: m.bank_type_true_false,
		short: m.bank_type_short,
		number: m.bank_type_number,
		ordering: m.bank_type_ordering
	}[type]();
}

/** What somebody may do with a bank. */
export function roleName(role: 'owner' | 'editor' | 'reader'): string {
	return { owner: m.bank_role_owner, editor: m.bank_role_editor, reader: m.bank_role_reader }[role]();
}

export function levelName(level: Level): string {
	return {
		recall: m.bank_level_recall,
		comprehension: m.bank_level_comprehension,
		application: m.bank_level_application,
		high_application: m.bank_level_high_application
	}[level]();
}

export function fieldName(field: keyof Question): string {
	return {
		type: m.bank_field_type,
		text: m.bank_field_text,
		options: m.bank_field_options,
		key: m.bank_field_key,
		accepted: m.bank_field_accepted,
		explanation: m.bank_field_explanation,
		source: m.bank_field_source,
		asOf: m.bank_field_as_of,
		topic: m.bank_field_topic,
		level: m.bank_field_level,
		tags: m.bank_field_tags,
		seconds: m.bank_field_seconds,
		media: m.bank_field_media,
		note: m.bank_field_note
	}[field]();
}

/** What a part of a question says, as people read it; '' when it says nothing. */
export function fieldText(question: Question, field: keyof Question): string {
	switch (field) {
		case 'type':
			return typeName(question.type);
		case 'level':
			return question.level && levelName(question.level);
		case 'options':
			return question.options.map((text, i) => `${letter(i)}. ${text}`).join('\n');
		case 'key':
			return keyText(question);
		case 'accepted':
			return acceptedText(question).join('; ');
		case 'asOf':
			return dateText(question.asOf);
		case 'tags':
			return question.tags.join(', ');
		case 'seconds':
			return question.seconds === null ? '' : m.bank_seconds({ n: question.seconds });
		case 'media':
			return question.media.map((each) => each.alt || mediaName(each.kind)).join('; ');
		default:
			return question[field];
	}
}

export function mediaName(kind: MediaKind): string {
	return { image: m.media_image, audio: m.media_audio, video: m.media_video }[kind]();
}

/** The further answers as people read them. */
export function acceptedText({ type, accepted }: Pick<Question, 'type' | 'accepted'>): string[] {
	return accepted.map((key) => keyText({ type, options: [], key }));
}

/** How a number that can be read in two ways is read, and how it is not. */
export function twoWaysText(value: string): string {
	const number = readAuthorsNumber(value);
	const text = (n: string) => splitNumberKey(n).value;
	return m.bank_doubt_number_two_ways({
		value,
		read: text(number?.value ?? ''),
		other: text(number?.other ?? '')
	});
}

/** Where a question stands in a file. */
export function placeName(kind: FileKind, n: number | string): string {
	switch (kind) {
		case 'json':
		case 'moodle':
			return m.bank_import_item({ n });
		case 'xlsx':
		case 'csv':
			return m.bank_import_row({ n });
		case 'docx':
			return m.bank_import_paragraph({ n });
		case 'text':
		case 'gift':
		case 'aiken':
			return m.bank_import_line({ n });
	}
}

/** What is doubtful about a file beside its questions, as a sentence. */
export function fileDoubtText({ code, place, value }: FileDoubt, kind: FileKind): string {
	const where = place === null ? '' : `${placeName(kind, place)}: `;
	switch (code) {
		case 'column_ignored':
			return where + m.bank_doubt_column_ignored({ value });
		case 'text_ignored':
			return where + m.bank_doubt_text_ignored({ value });
		case 'not_supported':
			return where + m.bank_doubt_not_supported({ value: foreignType(value) });
		case 'columns_unknown':
			return where + m.bank_doubt_columns_unknown();
		case 'columns_guessed':
			return where + m.bank_doubt_columns_guessed();
		case 'sheet_ignored':
			return where + m.bank_doubt_sheet_ignored({ value });
		case 'key_without_question':
			return where + m.bank_doubt_key_without_question({ value });
		case 'keys_not_understood':
			return where + m.bank_doubt_keys_not_understood({ value });
		case 'misread_text':
			return where + m.bank_doubt_misread_text();
		case 'old_font':
			return where + m.bank_doubt_old_font({ value });
	}
}

/** What is wrong or doubtful about a question, as a sentence. `kind`: of the file that it comes from. */
export function doubtText(doubt: Doubt, kind: FileKind = 'json'): string {
	const option = doubt.option === undefined ? '' : letter(doubt.option);
	const field = option === '' ? fieldName(doubt.field) : m.bank_option({ letter: option });
	const value = doubt.value ?? '';
	switch (doubt.code) {
		case 'not_understood':
			return m.bank_doubt_not_understood();
		case 'no_text':
			return m.bank_doubt_no_text();
		case 'too_long':
			return m.bank_doubt_too_long({ field });
		case 'too_few_options':
			return m.bank_doubt_too_few_options();
		case 'too_many_options':
			return m.bank_doubt_too_many_options();
		case 'empty_option':
			return m.bank_doubt_empty_option({ option });
		case 'equal_options':
			return m.bank_doubt_equal_options({ option });
		case 'no_key':
			return m.bank_doubt_no_key();
		case 'key_without_option':
			return m.bank_doubt_key_without_option();
		case 'no_order':
			return m.bank_doubt_no_order();
		case 'order_as_shown':
			return m.bank_doubt_order_as_shown();
		case 'not_a_number':
			return m.bank_doubt_not_a_number({ field });
		case 'tolerance_unfit':
			return m.bank_doubt_tolerance_unfit();
		case 'number_two_ways':
			return twoWaysText(value);
		case 'too_many_accepted':
			return m.bank_doubt_too_many_accepted();
		case 'unknown_type':
			return m.bank_doubt_unknown_type({ value });
		case 'several_keys':
			return m.bank_doubt_several_keys({ value });
		case 'key_not_understood':
			return m.bank_doubt_key_not_understood({ value });
		case 'unknown_level':
			return m.bank_doubt_unknown_level({ value });
		case 'options_ignored':
			return m.bank_doubt_options_ignored();
		case 'accepted_ignored':
			return m.bank_doubt_accepted_ignored();
		case 'doubtful_number':
			return m.bank_doubt_doubtful_number({ field, value });
		case 'doubtful_date':
			return m.bank_doubt_doubtful_date({ field, value });
		case 'not_a_date':
			return m.bank_doubt_not_a_date();
		case 'too_many_tags':
			return m.bank_doubt_too_many_tags({ n: maxTags });
		case 'too_many_media':
			return m.bank_doubt_too_many_media({ n: maxMedia });
		case 'seconds_not_understood':
			return m.bank_doubt_seconds_not_understood({ value });
		case 'equation':
			return m.bank_doubt_equation({ field });
		case 'picture':
			return m.bank_doubt_picture({ field });
		case 'table':
			return m.bank_doubt_table({ field });
		case 'keys_contradict':
			return m.bank_doubt_keys_contradict({ value: contradictionText(value) });
		case 'faint_mark':
			return m.bank_doubt_faint_mark({ value });
		case 'key_always_same':
			return m.bank_doubt_key_always_same({ value });
		case 'number_or_text':
			return m.bank_doubt_number_or_text({ value });
		case 'numbering_restarts':
			return m.bank_doubt_numbering_restarts({ value });
		case 'number_jumps':
			return m.bank_doubt_number_jumps({ value });
		case 'number_repeated':
			return m.bank_doubt_number_repeated({ value });
		case 'heading_damaged':
			return m.bank_doubt_heading_damaged();
		case 'letters_off':
			return m.bank_doubt_letters_off();
		case 'counted_from_zero':
			return m.bank_doubt_counted_from_zero({ value: doubt.value ?? '' });
		case 'list_misfit':
			return m.bank_doubt_list_misfit();
		case 'shared_text':
			return m.bank_doubt_shared_text();
		case 'option_count':
			return m.bank_doubt_option_count({ counts: doubt.value ?? '' });
		case 'loose_text':
			return m.bank_doubt_loose_text();
		case 'answer_on_line':
			return m.bank_doubt_answer_on_line();
		case 'cell_error':
			return m.bank_doubt_cell_error({ field, value });
		case 'left_out':
			return m.bank_doubt_left_out({ field, value });
		case 'partly_right':
			return m.bank_doubt_partly_right({ answer: option === '' ? `“${value}”` : option });
		case 'all_needed':
			return m.bank_doubt_all_needed({ value });
		case 'wildcard':
			return m.bank_doubt_wildcard({ value });
		case 'same_in_file':
			return m.bank_doubt_same_in_file({ place: placeName(kind, value).toLowerCase() });
		case 'same_in_bank':
			return m.bank_doubt_same_in_bank({ value });
	}
}

/** `bold B; list C` in words. */
function contradictionText(said: string): string {
	const names: Record<string, () => string> = {
		line: m.bank_mark_line,
		list: m.bank_mark_list,
		sign: m.bank_mark_sign,
		highlight: m.bank_mark_highlight,
		colour: m.bank_mark_colour,
		underline: m.bank_mark_underline,
		bold: m.bank_mark_bold
	};
	return said
		.split('; ')
		.map((one) => {
			const [by = '', letters = ''] = one.split(' ');
			return `${names[by]?.() ?? by} ${letters}`;
		})
		.join('; ');
}

/** A kind of question of another program by its name: `matching “Thủ đô”`. */
function foreignType(value: string): string {
	const [, kind = '', rest = ''] = /^(\w+)(.*)$/su.exec(value) ?? [];
	const names: Record<string, () => string> = {
		matching: m.bank_foreign_matching,
		match: m.bank_foreign_matching,
		essay: m.bank_foreign_essay,
		description: m.bank_foreign_description,
		cloze: m.bank_foreign_cloze,
		multianswer: m.bank_foreign_cloze
	};
	return (names[kind]?.() ?? kind) + rest;
}
