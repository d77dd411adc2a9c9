import { makeVisible } from '@/utils/ui/visible';

/** What another person wrote, framed, as text and nothing else. Nothing at all where they wrote nothing. */
export function OwnVoice({ label, words }: { label: string; words: string }) {
  if (words.trim() === '') return null;
  return (
    <figure class="exhibit voice">
      <figcaption class="exhibit-margin"><span>{label}</span></figcaption>
      <blockquote class="exhibit-words" dir="auto">
        {makeVisible(words).map((part, i) => (part.hidden ? <span class="exhibit-mark" key={i}>{part.text}</span> : part.text))}
      </blockquote>
    </figure>
  );
}
