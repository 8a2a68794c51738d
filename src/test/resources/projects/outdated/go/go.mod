module acme.dev/four

go 1.19

require example.com/doubler v1.0.0
