# Leaves out the test targets but the simulation, and the benchmark: they are not in the copy.
/^        \.testTarget\($/ || /^        \.target\($/ || /^        \.executableTarget\($/ { block = $0; inside = 1; next }
inside { block = block "\n" $0
    if (/^            swiftSettings: settings\),$/ || /swiftSettings: settings\),$/) {
        keep = block !~ /testTarget/ || block ~ /"SimulationTests"/
        if (block ~ /rollcall-unjournaled|name: "TestSupport"/) keep = 0
        if (keep) print block
        inside = 0
    }
    next
}
/^        \.testTarget\(name:/ { next }
{ print }
