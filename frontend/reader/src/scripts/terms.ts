// Escape closes the sheet that explains a term, as its link 关闭 does.

export function closeTerms(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    document.querySelector<HTMLAnchorElement>('.term-note:target a[href^="#"]')?.click();
  });
}
