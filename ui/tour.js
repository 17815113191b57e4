const SEEN = 'balance-tour-seen'
const MARK = 'balance-tour-mark'
const kept = new WeakMap()

const remember = (store, key, value) => { try { store.setItem(key, value) } catch { /* a private window keeps nothing */ } }
const recall = (store, key) => { try { return store.getItem(key) } catch { return null } }

export default function ({ parentElement, data }) {
  let tour = kept.get(parentElement)
  if (!tour) {
    tour = make(parentElement)
    kept.set(parentElement, tour)
  }
  tour.update(data)
  return () => {
    tour.stop()
    kept.delete(parentElement)
  }
}

function make(parent) {
  const card = document.createElement('section')
  card.className = 'card'
  card.hidden = true
  card.tabIndex = -1
  card.setAttribute('role', 'dialog')
  card.setAttribute('aria-label', 'Tour of the explorer')
  const title = document.createElement('h2')
  const words = document.createElement('p')
  words.setAttribute('aria-live', 'polite')
  const row = document.createElement('div')
  row.className = 'row'
  const place = document.createElement('span')
  place.className = 'at'
  const button = (text, kind, act) => {
    const node = document.createElement('button')
    node.type = 'button'
    node.textContent = text
    node.className = kind
    node.addEventListener('click', act)
    return node
  }
  const skip = button('Skip', 'skip', () => close())
  const back = button('Back', 'back', () => show(at - 1))
  const next = button('Next', 'next', () => (at + 1 < steps.length ? show(at + 1) : close()))
  row.append(place, skip, back, next)
  card.append(title, words, row)
  parent.appendChild(card)

  let steps = []
  let quiet = false
  let at = -1
  let before = null // what had the focus when the tour was asked for
  let marked = null

  const unmark = () => {
    if (marked) marked.style.outline = marked.style.outlineOffset = ''
    marked?.classList.remove(MARK)
    marked = null
  }
  const visible = (node) => {
    const box = node.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && box.right > 0 && box.left < window.innerWidth
  }
  const mark = () => {
    unmark()
    for (const selector of steps[at].at.split(', ')) {
      marked = [...document.querySelectorAll(selector)].find(visible) ?? null
      if (marked) break
    }
    if (!marked) return
    marked.classList.add(MARK)
    marked.style.outline = '3px solid #E69F00'
    marked.style.outlineOffset = '1px'
    marked.scrollIntoView({ block: 'nearest' })
  }
  const show = (number) => {
    at = number
    title.textContent = steps[at].title
    words.textContent = steps[at].words
    place.textContent = `${at + 1} of ${steps.length}`
    back.hidden = at === 0
    skip.hidden = at + 1 === steps.length
    next.textContent = at + 1 < steps.length ? 'Next' : 'Done'
    card.hidden = false
    mark()
  }
  const close = () => {
    unmark()
    at = -1
    card.hidden = true
    remember(localStorage, SEEN, 'yes')
    if (before?.isConnected) before.focus()
    before = null
  }
  const asked = () => {
    before = document.activeElement
    show(0)
    next.focus()
  }
  const key = (event) => {
    if (event.key === 'Escape' && at >= 0 && !event.defaultPrevented) close()
  }
  document.addEventListener('balance-tour', asked)
  document.addEventListener('keydown', key)

  return {
    update(data) {
      steps = data.steps
      quiet = data.quiet
      if (quiet && at >= 0) { unmark(); at = -1; card.hidden = true }
      if (quiet || recall(localStorage, SEEN) === 'yes') return
      if (at < 0) show(0)
      else mark()
    },
    stop() {
      unmark()
      document.removeEventListener('balance-tour', asked)
      document.removeEventListener('keydown', key)
      card.remove()
    },
  }
}
