# Locks a file as Perl programs do: locks.pl hold|try FILE.
use strict;
use Fcntl ':flock';
$| = 1;
my ($mode, $path) = @ARGV;
open(my $file, '>>', $path) or die $!;
if (!flock($file, LOCK_EX | LOCK_NB)) {
    print "refused\n";
} elsif ($mode eq 'hold') {
    print "holding\n";
    <STDIN>;
    close($file);
    print "released\n";
} else {
    print "free\n";
}
