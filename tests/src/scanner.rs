//! A scanner at the counter: a keyboard that types faster than anybody, and ends with Enter.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

use crate::display::Display;

const RETURN: u32 = 0xff0d;
const SHIFT: u32 = 0xffe1;

/// Which key types a symbol, and whether with Shift.
type Keys = HashMap<u32, (u8, bool)>;

/// A keyboard of the display. The computer cannot tell it from the one that hands type on.
pub struct Scanner {
    display: Arc<RustConnection>,
    root: u32,
    keys: Keys,
}

impl Scanner {
    /// Plugs one in, and gives the window the focus that a window manager would.
    pub(crate) fn plug_in(display: &Display) -> Result<Scanner> {
        let (display, screen) = x11rb::connect(Some(display.name()))?;
        let root = display.setup().roots[screen].root;
        let keys = keys(&display)?;
        let scanner = Scanner { display: Arc::new(display), root, keys };
        scanner.focus()?;
        Ok(scanner)
    }

    /// Reads a label: its characters so far apart, then Enter. The display keeps the time, so a
    /// busy test does not slow the scanner down.
    ///
    /// # Errors
    /// When the keyboard has no such character, or the display is gone.
    pub async fn read(&self, code: &str, gap: Duration) -> Result<()> {
        for symbol in code.chars().map(u32::from).chain([RETURN]) {
            self.press(symbol, gap)?;
        }
        let display = Arc::clone(&self.display);
        tokio::task::spawn_blocking(move || wait_for_keys(&display)).await?
    }

    /// Presses Enter, as a finger does.
    ///
    /// # Errors
    /// When the keyboard has no such key, or the display is gone.
    pub fn enter(&self) -> Result<()> {
        self.press(RETURN, Duration::ZERO)?;
        Ok(self.display.flush()?)
    }

    /// Presses a key so long after the one before.
    fn press(&self, symbol: u32, gap: Duration) -> Result<()> {
        let no_key = || format!("no key types {symbol:#x}");
        let (key, shifted) = *self.keys.get(&symbol).with_context(no_key)?;
        let (shift, _) = *self.keys.get(&SHIFT).context("no Shift")?;
        if shifted {
            self.send(KEY_PRESS_EVENT, shift, gap)?;
        }
        self.send(KEY_PRESS_EVENT, key, if shifted { Duration::ZERO } else { gap })?;
        self.send(KEY_RELEASE_EVENT, key, Duration::ZERO)?;
        if shifted {
            self.send(KEY_RELEASE_EVENT, shift, Duration::ZERO)?;
        }
        Ok(())
    }

    fn send(&self, event: u8, key: u8, after: Duration) -> Result<()> {
        let after = after.as_millis().try_into()?;
        self.display.xtest_fake_input(event, key, after, NONE, 0, 0, 0)?;
        Ok(())
    }

    fn focus(&self) -> Result<()> {
        for window in self.display.query_tree(self.root)?.reply()?.children {
            let attributes = self.display.get_window_attributes(window)?.reply()?;
            if attributes.map_state == MapState::VIEWABLE {
                self.display.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?;
            }
        }
        Ok(self.display.flush()?)
    }
}

/// What is asked after the keys is answered after them.
fn wait_for_keys(display: &RustConnection) -> Result<()> {
    display.get_input_focus()?.reply()?;
    Ok(())
}

fn keys(display: &RustConnection) -> Result<Keys> {
    let setup = display.setup();
    let (first, last) = (setup.min_keycode, setup.max_keycode);
    let mapping = display.get_keyboard_mapping(first, last - first + 1)?.reply()?;
    let mut keys = Keys::new();
    for (key, symbols) in
        (first..=last).zip(mapping.keysyms.chunks(mapping.keysyms_per_keycode.into()))
    {
        for (symbol, shifted) in symbols.iter().zip([false, true]) {
            keys.entry(*symbol).or_insert((key, shifted));
        }
    }
    Ok(keys)
}
