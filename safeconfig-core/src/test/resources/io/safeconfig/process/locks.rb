# Locks a file as Ruby programs do: locks.rb hold|try FILE.
$stdout.sync = true
mode, path = ARGV
file = File.open(path, "a")
if !file.flock(File::LOCK_EX | File::LOCK_NB)
  puts "refused"
elsif mode == "hold"
  puts "holding"
  $stdin.gets
  file.close
  puts "released"
else
  puts "free"
end
