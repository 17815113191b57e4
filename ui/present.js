const PATIENCE = 5 // years' time to wait for a slow page
const kept = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  let player = kept.get(parentElement)
  if (!player) {
    player = make(parentElement)
    kept.set(parentElement, player)
  }
  player.send = (message) => component.setStateValue('moved', message)
  player.update(data)
  return () => {
    player.stop()
    kept.delete(parentElement)
  }
}

function make(parent) {
  const root = document.createElement('div')
  root.className = 'player'
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Years')
  const shown = document.createElement('output')
  let data = null
  let year = null // as shown here; the page follows
  let timer = null
  let count = 0
  const player = { send: () => {} }

  const button = (words, act) => {
    const node = document.createElement('button')
    node.type = 'button'
    node.textContent = words
    node.addEventListener('click', act)
    return node
  }
  const tell = (live) => {
    count += 1
    player.send({ year, live, count })
  }
  const go = (number, live) => {
    year = Math.min(Math.max(number, data.first), data.last)
    shown.textContent = year
    tell(live)
  }
  const pause = () => {
    clearInterval(timer)
    timer = null
    play.textContent = '▶'
    play.setAttribute('aria-label', 'Play the years')
  }
  const toggle = () => {
    if (timer !== null) {
      pause()
      tell(false)
      return
    }
    play.textContent = '❚❚'
    play.setAttribute('aria-label', 'Pause')
    let waited = 0
    timer = setInterval(() => {
      if (data.year !== year && waited < PATIENCE) { waited += 1; return } // the page has not followed yet
      waited = 0
      if (year < data.last) go(year + 1, true)
      if (year >= data.last) { pause(); tell(false) }
    }, data.milliseconds)
    go(year >= data.last ? data.first : year + 1, true)
  }
  const back = button('◀', () => { pause(); go(year - 1, false) })
  back.setAttribute('aria-label', 'Year before')
  const play = button('▶', toggle)
  const ahead = button('▶|', () => { pause(); go(year + 1, false) })
  ahead.setAttribute('aria-label', 'Year after')
  root.append(back, shown, ahead, play)
  parent.appendChild(root)
  pause()
  const space = (event) => {
    if (event.key !== ' ' || document.activeElement !== document.body) return
    event.preventDefault()
    toggle()
  }
  document.addEventListener('keydown', space)

  player.update = (next) => {
    data = next
    if (timer === null) {
      year = next.year
      shown.textContent = year
    }
  }
  player.stop = () => {
    clearInterval(timer)
    document.removeEventListener('keydown', space)
    root.remove()
  }
  return player
}
