/** For sweeps: a row of a list; one that holds a single button and nothing else keeps answers folded away. */
export const cell = '[data-testid="cellInnerDiv"]';
export const inCell = 'article,a,img,input,textarea,form,h2,[role="heading"],[role="progressbar"]';
