// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What an SVG document is written with: a few shapes, and the look of the track diagram.

namespace interlock::detail {

/// The data of a path. Horizontal, vertical, and straight to a point.
struct svg_path {
    std::string d;

    svg_path(int x, int y) : d("M" + std::to_string(x) + ' ' + std::to_string(y)) {}
    svg_path& h(int x) { return add("H" + std::to_string(x)); }
    svg_path& v(int y) { return add("V" + std::to_string(y)); }
    svg_path& l(int x, int y) { return add("L" + std::to_string(x) + ' ' + std::to_string(y)); }

private:
    svg_path& add(const std::string& more) {
        d += more;
        return *this;
    }
};

class svg_writer {
public:
    static constexpr std::size_t colors = 12;

    struct label {
        int x, y, size;
        std::string_view classes, anchor;
    };

    void text(const label& l, std::string_view text, std::string_view tip = {}) {
        to_ += "<text class=\"" + std::string(l.classes) + '"';
        number("x", l.x);
        number("y", l.y);
        number("font-size", l.size);
        if (l.anchor != "start") to_ += " text-anchor=\"" + std::string(l.anchor) + '"';
        to_ += '>';
        escape(text);
        if (!tip.empty()) title(tip);
        to_ += "</text>\n";
    }
    void path(const std::string& d, std::string_view classes, std::string_view tip = {}) {
        to_ += "<path class=\"" + std::string(classes) + "\" d=\"" + d + '"';
        if (tip.empty()) to_ += "/>\n";
        else {
            to_ += '>';
            title(tip);
            to_ += "</path>\n";
        }
    }
    void box(int x, int y, int width, int height, int round, std::string_view classes) {
        to_ += "<rect class=\"" + std::string(classes) + '"';
        number("x", x);
        number("y", y);
        number("width", width);
        number("height", height);
        number("rx", round);
        to_ += "/>\n";
    }
    void circle(int x, int y, int radius, std::string_view classes) {
        to_ += "<circle class=\"" + std::string(classes) + '"';
        number("cx", x);
        number("cy", y);
        number("r", radius);
        to_ += "/>\n";
    }
    /// What was drawn, with its own ground and both sets of colours: it is legible on any page, by day and by night.
    std::string document(int width, int height, std::string_view name, std::string_view description) {
        const std::string drawn = static_cast<std::string&&>(to_);
        const std::string w = std::to_string(width), h = std::to_string(height);
        to_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h +
              "\" viewBox=\"0 0 " + w + ' ' + h + "\" role=\"img\">\n";
        title(name);
        to_ += "\n<desc>";
        escape(description);
        to_ += "</desc>\n";
        to_ += look;
        box(0, 0, width, height, 10, "bg");
        return to_ += drawn + "</svg>\n";
    }

private:
    void number(const char* name, int value) {
        to_.append(" ").append(name).append("=\"").append(std::to_string(value)) += '"';
    }
    void title(std::string_view text) {
        to_ += "<title>";
        escape(text);
        to_ += "</title>";
    }
    void escape(std::string_view text) {
        for (const char c : text) {
            if (c == '&') to_ += "&amp;";
            else if (c == '<') to_ += "&lt;";
            else if (c == '>') to_ += "&gt;";
            else if (static_cast<unsigned char>(c) < 0x20) to_ += "\xEF\xBF\xBD";  // XML has none of these
            else to_ += c;
        }
    }

    // bg: the ground; t, m, s: title, names, what is said beside; p, q: panels and the plates of routers; k: a track, w and e a
    // thick and a thin one; h: the gap around one; n, f: in its colour; r, ra: references; g, gl, l: a signal
    static constexpr std::string_view look =
        "<style>\n"
        "text{fill:#1d2733;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans "
        "Mono\",\"Liberation Mono\",monospace}\n"
        ".bg{fill:#fbfaf7}.t{font-weight:700}.b{font-weight:700}.i{font-style:italic}.s{fill:#5d6874}\n"
        ".p{fill:#fff;stroke:#cfd3d8}.q{fill:#eceae3;stroke:#b9b7ae}\n"
        ".k,.h,.r,.l,.gl{fill:none;stroke-linejoin:round;stroke-linecap:butt}\n"
        ".k{stroke-width:3.4}.w{stroke-width:3.4}.e{stroke-width:1.8}.h{stroke:#fbfaf7;stroke-width:7}\n"
        ".n{fill:#fff;stroke-width:2}.r{stroke:#8a939d;stroke-width:1.2}.d{stroke-dasharray:4 3}.ra{fill:#8a939d}\n"
        ".g{fill:#d8232a}.gl{stroke:#fff;stroke-width:2}.l{stroke:#5d6874;stroke-width:2}\n"
        ".c0{stroke:#1f77d0}.c1{stroke:#c77700}.c2{stroke:#1a9457}.c3{stroke:#a05bd6}.c4{stroke:#0d8f9e}"
        ".c5{stroke:#c2478f}\n"
        ".c6{stroke:#8c7a1f}.c7{stroke:#5b6ee1}.c8{stroke:#bd5a2a}.c9{stroke:#55912b}.c10{stroke:#86709f}"
        ".c11{stroke:#a4703f}.cn{stroke:#6f7a86}\n"
        ".f{stroke:none}.f.c0{fill:#1f77d0}.f.c1{fill:#c77700}.f.c2{fill:#1a9457}.f.c3{fill:#a05bd6}"
        ".f.c4{fill:#0d8f9e}.f.c5{fill:#c2478f}\n"
        ".f.c6{fill:#8c7a1f}.f.c7{fill:#5b6ee1}.f.c8{fill:#bd5a2a}.f.c9{fill:#55912b}.f.c10{fill:#86709f}"
        ".f.c11{fill:#a4703f}.f.cn{fill:#6f7a86}\n"
        "@media (prefers-color-scheme:dark){text{fill:#e8eaed}.s{fill:#a4adb7}.bg{fill:#14181d}.h{stroke:#14181d}"
        ".p{fill:#1d232a;stroke:#3a434d}.q{fill:#262d35;stroke:#4a545f}.n{fill:#14181d}}\n"
        "</style>\n";

    std::string to_;
};

}  // namespace interlock::detail
