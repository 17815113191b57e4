const kept = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  let box = kept.get(parentElement)
  if (!box) {
    box = make(parentElement)
    kept.set(parentElement, box)
  }
  box.show(data)
  return () => {
    box.stop()
    kept.delete(parentElement)
  }
}

function make(parent) {
  const root = document.createElement('div')
  root.className = 'link'
  const label = document.createElement('label')
  label.textContent = 'Link to this page with this scenario'
  label.htmlFor = 'balance-address'
  const field = document.createElement('textarea')
  field.id = 'balance-address'
  field.readOnly = true
  field.rows = 2
  const row = document.createElement('div')
  row.className = 'row'
  const said = document.createElement('p')
  said.className = 'said'
  said.setAttribute('role', 'status')
  let data = { address: '', words: '', code: '' }

  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text)
      said.textContent = done
    } catch {
      // No permission, or no secure address: leave the text selected for the keyboard.
      field.value = text
      field.focus()
      field.select()
      said.textContent = 'The browser does not allow copying here. The text is selected: press Ctrl+C.'
    }
  }
  const button = (words, text, done) => {
    const node = document.createElement('button')
    node.type = 'button'
    node.textContent = words
    node.addEventListener('click', () => copy(text(), done))
    row.appendChild(node)
  }
  button('Copy link', () => data.address, 'Link copied.')
  button('Copy summary and link', () => `${data.words}\n${data.address}`, 'Summary and link copied.')
  const room = document.createElement('dialog') // the browser's own: keeps the focus inside and gives it back
  room.setAttribute('aria-label', 'QR code for the room')
  const escape = (event) => { // shuts the code and leaves the menu behind it open
    if (event.key !== 'Escape' || !room.open) return
    event.preventDefault()
    event.stopImmediatePropagation()
    room.close()
  }
  window.addEventListener('keydown', escape, true)
  const picture = document.createElement('div')
  picture.className = 'code'
  const words = document.createElement('p')
  const shut = document.createElement('button')
  shut.type = 'button'
  shut.textContent = 'Close'
  shut.addEventListener('click', () => room.close())
  room.append(picture, words, shut)
  const open = document.createElement('button')
  open.type = 'button'
  open.textContent = 'QR code for the room'
  open.addEventListener('click', () => room.showModal())
  row.appendChild(open)
  field.addEventListener('focus', () => field.select())
  root.append(label, field, row, said, room)
  parent.appendChild(root)
  return {
    stop() {
      window.removeEventListener('keydown', escape, true)
      root.remove()
    },
    show(next) {
      if (next.address !== data.address) said.textContent = ''
      data = next
      field.value = next.address
      open.hidden = !next.code
      picture.innerHTML = next.code // made by ui/share.py, from the modules of the code alone
      words.textContent = next.words
    },
  }
}
