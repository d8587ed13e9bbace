import { tick } from 'svelte';

/** Takes the visitor to the first field that something is wrong with. */
export const focusWrong = async (form: HTMLElement): Promise<void> => {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
};
