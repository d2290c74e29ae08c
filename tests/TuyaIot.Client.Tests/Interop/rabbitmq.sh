#!/bin/sh
# Runs RabbitMQ and what its runtime needs. Both end with the input of this script, so that they do not outlive the tests, however they end.
epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" &
epmd=$!
"$1" &
rabbitmq=$!
cat > /dev/null
kill -9 $rabbitmq $epmd
wait
