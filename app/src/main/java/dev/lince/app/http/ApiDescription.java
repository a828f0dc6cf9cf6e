package dev.lince.app.http;

import org.springframework.web.bind.annotation.RestController;

@RestController
class ApiDescription {}
