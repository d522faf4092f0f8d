<?php
// Locks a file as PHP programs do: locks.php hold|try FILE.
[, $mode, $path] = $argv;
$file = fopen($path, "a");
if (!flock($file, LOCK_EX | LOCK_NB)) {
    echo "refused\n";
} elseif ($mode === "hold") {
    echo "holding\n";
    fgets(STDIN);
    fclose($file);
    echo "released\n";
} else {
    echo "free\n";
}
