-- Locks a file as Lua programs do: locks.lua hold|try FILE.
local lfs = require "lfs"
local mode, path = arg[1], arg[2]
local file = assert(io.open(path, "a"))
io.stdout:setvbuf("no")
if not lfs.lock(file, "w") then
  print("refused")
elseif mode == "hold" then
  print("holding")
  io.read()
  file:close()
  print("released")
else
  print("free")
end
