def x
  2
end
