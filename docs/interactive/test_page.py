#!/usr/bin/env python3
"""The interactive page in Chromium without a window: a click, a drag, a typed number, what it calls exact beside mpmath,
pictures in light, dark and on a phone. usage: test_page.py PAGE DIRECTORY_FOR_PICTURES"""
import pathlib
import struct
import sys
import tempfile
import unittest

import mpmath
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

PAGE, PICTURES = map(pathlib.Path, sys.argv[1:3]) if len(sys.argv) == 3 else sys.exit(__doc__)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars --window-size=1180,1400"
)
PARAMETERS = {"alpha": 1.67, "mean": 0.5, "stddev": 0.75}  # each a float
RIGHT_WITHIN = 2**-40
NEARLY_ZERO = 2**-150  # of which a float knows the sign alone


def normal(x, mean=0, stddev=1):
    z = (x - mean) / stddev
    probability = mpmath.erfc(-z / mpmath.sqrt(2)) / 2
    return x * probability, probability + x / stddev * mpmath.npdf(z)


def logistic(x, w, slope_product):
    left, right = 1 / (1 + mpmath.exp(-w)), 1 / (1 + mpmath.exp(w))
    return x * left, left * (1 + slope_product * right)


def cubic(x):
    scale, third = 2 * mpmath.sqrt(2 / mpmath.pi), mpmath.mpf("0.044715") * x**3
    return logistic(x, scale * (x + third), scale * (x + 3 * third))


def cauchy(x):
    probability = mpmath.mpf(1) / 2 + mpmath.atan(x) / mpmath.pi
    return x * probability, probability + x / (mpmath.pi * (1 + x * x))


def as_float(number):
    return struct.unpack("f", struct.pack("f", number))[0]


ALPHA = as_float(PARAMETERS["alpha"])
EXACT = {
    "gelu": normal,
    "gelu_tanh": cubic,
    "gelu_sigmoid": lambda x: logistic(x, mpmath.mpf("1.702") * x, mpmath.mpf("1.702") * x),
    "silu": lambda x: logistic(x, x, x),
    "relu": lambda x: (max(x, mpmath.mpf(0)), mpmath.mpf(x > 0)),
    "elu": lambda x: (x, mpmath.mpf(1)) if x > 0 else (ALPHA * mpmath.expm1(x), ALPHA * mpmath.exp(x)),
    "gelu_normal": lambda x: normal(x, mpmath.mpf(PARAMETERS["mean"]), mpmath.mpf(PARAMETERS["stddev"])),
    "cauchy_gate": cauchy,
}


class TestPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        profile = tempfile.TemporaryDirectory()
        cls.addClassCleanup(profile.cleanup)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in [*FLAGS.split(), f"--user-data-dir={profile.name}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.implicitly_wait(10)
        PICTURES.mkdir(parents=True, exist_ok=True)

    def setUp(self):
        self.browser.get(PAGE.resolve().as_uri())
        self.find("#value-table")

    def tearDown(self):
        complaints = [entry["message"] for entry in self.browser.get_log("browser")]
        self.assertEqual(complaints, [])

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def choose(self, container, name):
        for button in self.browser.find_elements(By.CSS_SELECTOR, f"#{container} button"):
            if button.text == name:
                button.click()
                return
        self.fail(f"no button {name}")

    def type_x(self, text):
        self.find("#x").clear()
        self.find("#x").send_keys(text)

    def cells(self, table, library):
        """Result and error as shown."""
        row = {"act": 1, "textbook": 2, "exact": 3}[library]
        return [cell.text for cell in self.browser.find_elements(By.CSS_SELECTOR, f"#{table}-table tbody tr:nth-child({row}) td")][:2]

    def evaluate(self, subject, numbers):
        """What the page computes of numbers, as float."""
        script = """
          const [number, x, values] = arguments, before = shown.subject;
          for (const [key, value] of Object.entries(values)) parameters[key].value = value;
          shown.subject = number;
          const rows = evaluator.evaluate(x);
          shown.subject = before;
          return rows.map(row => [row.x, row.value.exact, row.derivative.exact, row.value.actError]);"""
        return self.browser.execute_script(script, list(EXACT).index(subject), numbers, PARAMETERS)

    def test_a_click_shows_another_activation(self):
        self.assertIn("gelu(x) = x Φ(x)", self.text("#formula"))
        before = self.cells("value", "act")
        self.choose("subjects", "silu")
        self.assertIn("silu(x) = x σ(x)", self.text("#formula"))
        self.assertEqual(self.text("#call"), "act::silu(x)")
        self.assertNotEqual(self.cells("value", "act"), before)

    def test_a_drag_changes_a_parameter(self):
        self.choose("subjects", "elu")
        self.type_x("-40")
        self.assertEqual(self.cells("value", "act")[0], "−1")
        slider = self.find("#alpha")
        before = self.browser.execute_script("return arguments[0].value", slider)
        width = slider.size["width"]
        ActionChains(self.browser).move_to_element_with_offset(slider, round(-width / 6), 0).click_and_hold().move_by_offset(
            round(width / 3), 0
        ).release().perform()
        alpha = self.browser.execute_script("return arguments[0].value", slider)
        self.assertNotEqual(alpha, before)
        self.assertEqual(self.text("#call"), f"act::elu_fn{{{alpha}}}(x)")
        self.assertAlmostEqual(float(self.cells("value", "act")[0].replace("−", "-")), -float(alpha), delta=1e-6)

    def test_a_drag_over_a_plot_moves_x(self):
        plot = self.find("#shape")
        ActionChains(self.browser).move_to_element_with_offset(plot, -50, 0).click_and_hold().move_by_offset(120, 0).release().perform()
        x = self.browser.execute_script("return shown.x")
        self.assertTrue(0 < x < 3, x)
        self.assertEqual(float(self.find("#x").get_attribute("value")), x)

    def test_a_typed_number_shows_where_the_textbook_loses_the_tail(self):
        self.type_x("-13")
        value, error = self.cells("value", "act")
        self.assertAlmostEqual(float(value.replace("−", "-")) / float(mpmath.mpf(normal(mpmath.mpf(-13))[0])), 1, delta=1e-7)
        self.assertLessEqual(float(error.split()[0]), 1)
        self.assertEqual(self.cells("value", "textbook")[0], "−0")
        self.assertIn("e7 ulp", self.cells("value", "textbook")[1])

    def test_infinities_and_what_is_no_number(self):
        self.type_x("-inf")
        self.assertEqual(self.cells("value", "act"), ["−0", "0 ulp"])
        self.assertEqual(self.cells("value", "textbook"), ["NaN", "∞ ulp"])
        self.type_x("one")
        self.assertIn("Not a number", self.text("#problem"))
        self.type_x("0x1.8p+1")
        self.assertEqual(self.text("#problem"), "")
        self.assertIn("as float: 3 = 0x40400000", self.text("#rounded"))

    def test_the_next_number_and_other_formats(self):
        self.type_x("1")
        self.find("#above").click()
        self.assertEqual(float(self.find("#x").get_attribute("value")), 1 + 2**-23)
        self.type_x("1")
        self.choose("formats", "float16")
        self.find("#below").click()
        self.assertEqual(float(self.find("#x").get_attribute("value")), 1 - 2**-11)
        self.choose("formats", "bfloat16")
        self.type_x("0")
        self.find("#below").click()
        self.assertEqual(float(self.find("#x").get_attribute("value")), -(2.0**-133))

    def test_what_is_called_exact_is(self):
        mpmath.mp.dps = 150  # which the formulas for large x need
        numbers = [x / 64 + 0.001 for x in range(-120 * 64, 20 * 64, 5)] + [sign * 10.0**k for k in range(-37, 38) for sign in (-1, 1)]
        for name, formula in EXACT.items():
            with self.subTest(name):
                for x, value, derivative, error in self.evaluate(name, numbers):
                    exact, slope = formula(mpmath.mpf(x))
                    self.assertLess(abs(value - exact), RIGHT_WITHIN * max(abs(exact), NEARLY_ZERO), f"value at {x}")
                    self.assertLess(abs(derivative - slope), self.slack(name, x, slope), f"derivative at {x}")
                    self.assertLessEqual(error, 2 if name in ("elu", "gelu_normal") else 1, f"act at {x}")

    def slack(self, name, x, slope):
        near_sign_change = name.startswith(("gelu", "silu")) and -2.5 < x < 0.5
        return 2**-44 if near_sign_change else RIGHT_WITHIN * max(abs(slope), NEARLY_ZERO)

    def test_pictures(self):
        phone = {"width": 390, "height": 1600, "deviceScaleFactor": 2, "mobile": True}
        desk = {"width": 1180, "height": 1500, "deviceScaleFactor": 1, "mobile": False}
        for name, metrics, scheme in (("light", desk, "light"), ("dark", desk, "dark"), ("phone", phone, "light"), ("phone-dark", phone, "dark")):
            self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            self.setUp()
            self.choose("subjects", "gelu_normal" if scheme == "dark" else "gelu")
            self.browser.save_screenshot(str(PICTURES / f"{name}.png"))
            self.assertLessEqual(self.browser.execute_script("return document.documentElement.scrollWidth"), metrics["width"])
            for canvas in ("shape", "errors"):
                self.assertGreater(self.colours_in(canvas), 20, f"{canvas}, {name}")
        self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def colours_in(self, canvas):
        script = """
          const canvas = document.getElementById(arguments[0]);
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(data.buffer)).size;"""
        return self.browser.execute_script(script, canvas)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
